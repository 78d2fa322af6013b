import { z } from "zod";

import { field } from "./field";
import { cpuQuantity, memoryQuantity } from "./quantity";

/** The value of a Kubernetes label: 63 characters, with a letter or digit at both ends. */
const labelValue = z.string().regex(/^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/u);
const asLabel = "up to 63 letters, digits and . _ -, a letter or digit at both ends";

const quota = z.strictObject({
  cpu: field(cpuQuantity, {
    description: "Processor cores that the tenant's pods may request together; they may use twice as much.",
    allowed: 'whole cores or thousandths of one, quoted: "500m", "20"',
    example: "20",
  }),
  memory: field(memoryQuantity, {
    description: "Memory that the tenant's pods may request together; they may use twice as much.",
    allowed: "a whole number of Mi or Gi: 512Mi, 40Gi",
    example: "40Gi",
  }),
  pods: field(z.int().min(1).max(1000), {
    description: "Pods that run at the same time.",
    allowed: "a whole number from 1 to 1000",
    example: 100,
  }),
  storage: field(z.string().regex(/^[1-9]\d{0,5}Gi$/u), {
    description: "Size of the tenant's volumes together.",
    allowed: "a whole number of Gi: 100Gi",
    example: "100Gi",
  }),
  volumes: field(z.int().min(1).max(1000).default(20), {
    description: "Volumes that the tenant may claim.",
    allowed: "a whole number from 1 to 1000",
    example: 20,
  }),
});

/** One tenant as it is written in the stack file. */
export const tenantSchema = z.strictObject({
  owner: field(labelValue, {
    description: "Team that answers for the tenant; a label on everything of its.",
    allowed: asLabel,
    example: "team-brand-a",
  }),
  costCenter: field(labelValue, {
    description: "Who pays; a label on everything of the tenant's.",
    allowed: `${asLabel}; a number in quotes: "4711"`,
    example: "4711",
  }),
  quota: quota.meta({
    description: "The most that the tenant may have, in each of its regions.",
    examples: [{ cpu: "20", memory: "40Gi", pods: 100, storage: "100Gi" }],
    "x-allowed": "a map with `cpu`, `memory`, `pods`, `storage` and `volumes`",
  }),
  regions: field(z.array(z.string()).min(1).optional(), {
    description:
      "Names of the regions that the tenant is in. Default: every region, whether it has users or not, so that moving " +
      "users moves no tenant. Leaving one out deletes the tenant's data there: it is refused until `deleteData` asks for it.",
    allowed: "a list of names under `regions`",
    example: ["us-east-1", "us-west-2"],
  }),
  gatewayPort: field(z.int().min(1024).max(65535).optional(), {
    description: "Port of the tenant's pods that the gateway's proxy may reach; left out, it reaches none.",
    allowed: "a whole number from 1024 to 65535",
    example: 8080,
  }),
  state: field(z.enum(["active", "removed"]).default("active"), {
    description:
      "`removed` lets nobody in, denies all traffic and allows nothing new, and keeps namespace and volumes. It also " +
      "isolates a tenant after a breach. Pods that run go on until somebody deletes them, unreached.",
    allowed: "active, removed",
    example: "removed",
  }),
  deleteData: field(z.string().optional(), {
    description:
      "The tenant's own name, to ask for its data to be deleted: its namespaces are protected no more, so that taking " +
      "the entry out deletes them and every volume in them.",
    allowed: "the name of the tenant, and only while its state is removed",
    example: "brand-a",
  }),
});

/** One tenant as it is written in the stack file, defaults filled in. */
export type TenantEntry = z.output<typeof tenantSchema>;
