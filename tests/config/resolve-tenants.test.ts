import { baseFile, edited } from "./base-file";
import { resolved } from "./resolved";

const base = resolved(baseFile);

describe("The tenants of a stack file, resolved", () => {
  test("are in the order of their names, in the regions that they name or in all", () => {
    expect(base.tenants).toEqual([
      {
        name: "brand-a",
        owner: "team-brand-a",
        costCenter: "4711",
        quota: { cpu: "20", memory: "40Gi", pods: 100, storage: "200Gi", volumes: 10 },
        regions: ["us-east-1", "us-west-2"],
        gatewayPort: 8080,
        state: "removed",
        deleteData: true,
      },
      {
        name: "brand-b",
        owner: "team-brand-b",
        costCenter: "4712",
        quota: { cpu: "300m", memory: "384Mi", pods: 5, storage: "1Gi", volumes: 20 },
        regions: ["lab", "us-east-1", "us-west-2"],
        state: "active",
        deleteData: false,
      },
    ]);
  });

  test("are in a region once that one of them names twice", () => {
    const text = edited(baseFile, "regions: [us-west-2, us-east-1]", "regions: [us-west-2, us-west-2]");
    expect(resolved(text).tenants[0]?.regions).toEqual(["us-west-2"]);
  });

  test("let roles into the clusters on AWS alone, and nobody in for a tenant that is removed", () => {
    const regions = ["us-east-1", "us-west-2"];
    expect(base.access).toEqual([
      {
        name: "brand-b-developers",
        role: "BrandBDeveloper",
        grant: { kind: "tenant", tenant: "brand-b" },
        regions,
      },
      {
        name: "platform-admins",
        role: "PlatformAdmin",
        grant: { kind: "permission", permission: "admin" },
        regions,
      },
    ]);
  });

  test("let the people of a tenant into the regions of that tenant", () => {
    const back = edited(baseFile, "      state: removed\n      deleteData: brand-a\n", "");
    const text = edited(back, "regions: [us-west-2, us-east-1]", "regions: [us-west-2, lab]");
    expect(resolved(text).access[0]).toEqual({
      name: "brand-a-developers",
      role: "teams/BrandADeveloper",
      grant: { kind: "tenant", tenant: "brand-a" },
      regions: ["us-west-2"],
    });
  });
});
