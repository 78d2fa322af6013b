import type { ICertificate } from "@kubernetes-models/cert-manager/cert-manager.io/v1/Certificate";
import type { IClusterIssuer } from "@kubernetes-models/cert-manager/cert-manager.io/v1/ClusterIssuer";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { commonLabels } from "../../lib/estate";
import { objectMeta } from "../../lib/object-meta";
import { placed, type Placement } from "../../service/placement";
import { gateway, gatewayHostnames } from "./gateway";

type CertificateSpec = NonNullable<ICertificate["spec"]>;
type IssuerSpec = NonNullable<IClusterIssuer["spec"]>;

/** What {@link Certificates} must be told. */
export interface CertificatesArgs {
  /** Name of the region. */
  readonly region: string;
  /** Domain of the shop. */
  readonly domain: string;
  /** Hosted zone of the domain, in which names are proved; absent where a certificate authority of the cluster's own signs. */
  readonly hostedZoneId?: string;
  /** Namespace and cluster that the objects depend on. */
  readonly placement: Placement;
}

const group = "cert-manager.io";

/** Name of the issuer of the gateway's certificate, and of the certificate. */
const name = "gateway";

/** Key of the cluster's own authority. */
const authority = "gateway-authority";

/**
 * The certificate of every host name of a region, renewed by cert-manager 30 days before its end. Where the program
 * knows the hosted zone, a public authority signs it, to whom a record in the zone proves the names; elsewhere an
 * authority that is made in the cluster, which clients must be told to trust.
 */
export class Certificates extends pulumi.ComponentResource {
  constructor(resource: string, args: CertificatesArgs, opts?: pulumi.ComponentResourceOptions) {
    const { placement, ...inputs } = args;
    super("platform:region:Certificates", resource, inputs, opts);
    const { region, domain, hostedZoneId } = args;
    const make = maker(this, resource, placement);

    const issuer =
      hostedZoneId === undefined ? ownAuthority(make) : publicAuthority(make, args, hostedZoneId);
    make("Certificate", name, certificateSpec(issuer, gatewayHostnames(domain, region)));

    this.registerOutputs({});
  }
}

type Kind = "Certificate" | "ClusterIssuer" | "Issuer";
type Make = (kind: Kind, objectName: string, spec: CertificateSpec | IssuerSpec) => void;

function maker(parent: Certificates, resource: string, placement: Placement): Make {
  return (kind, objectName, spec) => {
    const namespace = kind === "ClusterIssuer" ? {} : { namespace: gateway.namespace };
    new kubernetes.apiextensions.CustomResource(
      `${resource}-${objectName}-${kind.toLowerCase()}`,
      {
        apiVersion: `${group}/v1`,
        kind,
        metadata: objectMeta({ name: objectName, ...namespace, labels: commonLabels }),
        spec,
      },
      placed(parent, placement, group),
    );
  };
}

/** An issuer, as a certificate names it. */
type IssuerRef = CertificateSpec["issuerRef"];

function ownAuthority(make: Make): IssuerRef {
  const bootstrap: IssuerRef = { group, kind: "Issuer", name: `${authority}-bootstrap` };
  make("Issuer", bootstrap.name, { selfSigned: {} });
  make("Certificate", authority, {
    isCA: true,
    commonName: authority,
    secretName: authority,
    duration: "43800h",
    renewBefore: "8760h",
    privateKey: { algorithm: "ECDSA", size: 384, rotationPolicy: "Always" },
    issuerRef: bootstrap,
  });
  make("Issuer", name, { ca: { secretName: authority } });
  return { group, kind: "Issuer", name };
}

/** Of the cluster, not of a namespace: only such an issuer may use the role of cert-manager's pods. */
function publicAuthority(make: Make, { region, domain }: CertificatesArgs, hostedZoneId: string): IssuerRef {
  make("ClusterIssuer", name, {
    acme: {
      server: "https://acme-v02.api.letsencrypt.org/directory",
      privateKeySecretRef: { name: "acme-account" },
      solvers: [
        { selector: { dnsZones: [domain] }, dns01: { route53: { region, hostedZoneID: hostedZoneId } } },
      ],
    },
  });
  return { group, kind: "ClusterIssuer", name };
}

/**
 * One certificate for all names. The regional one among them makes the set another in each region; of one and the same
 * set, Let's Encrypt signs five a week.
 */
function certificateSpec(issuerRef: IssuerRef, dnsNames: string[]): CertificateSpec {
  return {
    secretName: gateway.certificateSecret,
    dnsNames,
    duration: "2160h",
    renewBefore: "720h",
    privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
    usages: ["digital signature", "server auth"],
    issuerRef,
  };
}
