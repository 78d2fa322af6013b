/** A stack file in which every key of the schema is written once, and nothing is wrong. */
export const baseFile = `config:
  pulumi:disable-default-providers: ["*"]
  social-commerce:environment: production
  social-commerce:domain: shop.example.com
  social-commerce:owner: platform-team
  social-commerce:account: { id: "111122223333", deployRole: platform-deployer }
  social-commerce:apiAccess:
    runnerNetwork:
      vpcId: vpc-0123456789abcdef0
      cidr: 10.250.0.0/24
      region: eu-west-1
      routeTableIds: [rtb-0123456789abcdef0]
    publicCidrs: [203.0.113.10/32]
  social-commerce:nodes:
    architecture: amd64
    limits: { cpu: "200", memory: 800Gi }
    perZone: { min: 2, desired: 4, max: 10 }
    headroomPercent: 50
  social-commerce:addons: { metrics-server: v0.8.0-eksbuild.6 }
  social-commerce:registry: registry.example.com/shop
  social-commerce:regions:
    us-east-1:
      role: primary
      cidr: 10.16.0.0/16
      zones: [us-east-1a, us-east-1b, us-east-1c]
      kubernetesVersion: "1.35"
    us-west-2:
      role: secondary
      state: active
      capacityPercent: 50
      compute: auto
      cidr: 10.32.0.0/16
      kubernetesVersion: "1.34"
    lab:
      role: standby
      existingCluster: { context: kind-lab, operators: installed }
  social-commerce:writer: us-east-1
  social-commerce:traffic: { us-east-1: 80, us-west-2: 20 }
  social-commerce:alerting: { runbooks: https://runbooks.example.com/shop, objectiveWindowDays: 30, alarmMail: on-call@example.com }
  social-commerce:features: { mesh: none }
  social-commerce:dns: { hostedZoneId: Z0123456789EXAMPLE, healthCheckPath: /users/health }
  social-commerce:auth:
    issuer: https://id.example.com/
    jwksUri: https://id.example.com/keys
    audiences: [shop-api]
    adminScope: shop-admin
  social-commerce:outside:
    payments-api: { host: api.payments.example.com, port: 443, ranges: [203.0.113.0/24] }
    orders-db-reader: { host: reports.example.com, port: 587 }
  social-commerce:stores:
    orders-db:
      kind: external
      engine: postgresql
      port: 5432
      ranges: [10.96.0.0/20]
      secret: orders-db-login
      holds: operational-30d # orders-db
      tier: standard # orders-db
      promise:
        outage: { lossMinutes: 60, restoreMinutes: 240 }
        corruption: { lossMinutes: 30, restoreMinutes: 120 }
      dump: { into: catalogue, database: orders, diskGi: 40 }
      endpoints:
        us-east-1: { writer: orders.db.example.com, reader: orders-ro.db.example.com }
    ledger:
      kind: relational
      engineVersion: "17.4"
      size: db.r7g.xlarge
      backupDays: 33
      database: ledger
      proxy: false
      signIn: password
      passwordVersion: 2
      createdIn: us-west-2
      holds: operational-30d # ledger
      tier: standard # ledger
      dump: { into: catalogue, diskGi: 60 }
      regions:
        us-east-1: { instances: 4 }
        us-west-2: { instances: 0 }
    archive:
      kind: document
      engineVersion: "5.0.0"
      size: db.r6g.2xlarge
      backupDays: 31
      passwordVersion: 3
      createdIn: us-east-1 # archive
      holds: operational-30d # archive
      tier: rebuildable # archive
      regions: { us-east-1: { instances: 5 } }
    sessions:
      kind: cache
      engineVersion: "8.0"
      size: cache.r7g.xlarge
      ttlMinutes: 45
      passwordVersion: 4
      createdIn: us-east-1 # sessions
      holds: operational-30d # sessions
      tier: standard # sessions
      regions: { us-east-1: { instances: 6 } }
    pictures:
      kind: objects
      createdIn: us-east-1 # pictures
      holds: published-30d
      tier: standard # pictures
      regions: { us-east-1: {}, us-west-2: {} }
  social-commerce:topics:
    order-events: { types: [order.placed, order.cancelled], holds: personal-90d }
  social-commerce:buses:
    catalogue-events: { types: [product.changed, product.removed], holds: operational-30d, archiveDays: 14 }
  social-commerce:queues:
    order-mails:
      handlingSeconds: 60
      retentionDays: 2
      maxReceives: 4
      alarmAgeSeconds: 600
      backlogPerReplica: 50
      holds: operational-30d # order-mails
      topics: { order-events: { types: [order.placed] } }
      buses: { catalogue-events: { types: [product.removed] } }
  social-commerce:residency: { financial-7y: [us-west-2, us-east-1] }
  social-commerce:backups:
    orders: { retentionClass: financial-7y, region: us-east-1, copyTo: us-west-2 }
    catalogue: { retentionClass: operational-30d, region: us-east-1, copyTo: us-west-2 }
  social-commerce:recovery:
    copyTo: [us-west-2, us-east-1]
    lock: { mode: compliance, graceDays: 14, confirm: lock the vaults of production for ever }
    tiers:
      yearly: { keepDays: 2600, coldAfterDays: 120, lock: { minimumDays: 2557, maximumDays: 2700 } }
    notify: [backups@example.com]
    audit: true
    dumpImage: { version: "18.1", digest: sha256:${"c".repeat(64)} }
  social-commerce:tenants:
    brand-a:
      owner: team-brand-a
      costCenter: "4711"
      quota: { cpu: "20", memory: 40Gi, pods: 100, storage: 200Gi, volumes: 10 }
      regions: [us-west-2, us-east-1]
      gatewayPort: 8080
      state: removed
      deleteData: brand-a
    brand-b:
      owner: team-brand-b
      costCenter: "4712"
      quota: { cpu: 300m, memory: 384Mi, pods: 5, storage: 1Gi }
  social-commerce:access:
    platform-admins: { role: PlatformAdmin, permission: admin }
    brand-a-developers: { role: teams/BrandADeveloper, tenant: brand-a }
    brand-b-developers: { role: BrandBDeveloper, tenant: brand-b }
  social-commerce:calendar:
    events:
      sale: { factor: 1.5, start: "2026-11-27T00:00", end: "2026-11-28T03:00", zone: America/New_York }
      flash: { factor: 2, start: "2026-11-28T03:00", end: "2026-11-28T04:00", zone: America/New_York, leadMinutes: 45, services: [order-service], holdFloor: false }
    freezes:
      holidays: { start: "2026-12-20T00:00", end: "2027-01-05T00:00", zone: Europe/Berlin }
    maintenance:
      weekly: { every: week, day: sunday, start: "02:00", end: "04:00", except: ["2026-12-06"] }
      monthly: { every: month, day: sunday, start: "02:00", end: "06:00" }
    drills:
      failover: { every: quarter, day: tuesday, start: "10:00", end: "12:00", zone: Europe/Berlin, except: ["2027-04-06"], regions: [us-west-2] }
  social-commerce:quotas:
    us-east-1: { standardVcpus: 500, elasticIps: 5, gp3Tebibytes: 50 }
    us-west-2: { standardVcpus: 640 }
  social-commerce:services:
    cart-service:
      path: /cart
      port: 8082
      objective: { availabilityPercent: 99.95, latencyMs: 500, latencyPercent: 99 }
      scaling: { min: 3, max: 30 }
      requestsPerReplica: 120
      backlog: cart_queue_messages
      connectionsPerReplica: 10
      connectionLimit: 600
      isolated: false
      resources:
        requests: { cpu: 500m, memory: 512Mi }
        limits: { cpu: "1", memory: 1Gi }
      health: { liveness: /health, readiness: /ready }
      metrics: /metrics
      storage: 10Gi
      paths: { public: [/cart/offers], user: [/cart/mine], admin: [/cart/admin] }
      balancing: roundRobin
      affinity: { cookie: cart-pod, minutes: 30 }
      cors: { origins: ["https://www.example.com"] }
      uses: [payments-api, order-service]
      publishes: []
      release:
        greenPercent: 30
        strategy: canary
        stable: blue
        steps: [30, 100]
        maximumStepPercent: 40
        bakeSeconds: 900
        acknowledgeRollback: cart-rollback-7
        databaseSchema: 119
        blue:
          version: "1.8.2"
          digest: sha256:${"b".repeat(64)}
          capacityPercent: 100
          schema: { min: 118, max: 119 }
        green:
          version: "1.8.3"
          digest: sha256:${"9".repeat(64)}
          capacityPercent: 40
          schema: { min: 117, max: 120 }
          migration: { command: [migrate, --up], timeoutSeconds: 300 }
    order-service:
      path: /orders
      release:
        greenPercent: 0
        blue:
          version: "3.0.6"
          digest: sha256:${"a".repeat(64)}
`;

/** A copy of `text` in which the one place that reads `from` reads `to`. */
export function edited(text: string, from: string, to: string): string {
  const places = text.split(from).length - 1;
  if (places !== 1) throw new RangeError(`the base file has ${places} places that read ${from}`);
  return text.replace(from, () => to);
}
