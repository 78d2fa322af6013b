import { rolePurpose } from "../../../components/messaging/names";
import { hiddenSeconds } from "../../../components/messaging/times";
import { account, estate } from "../../support/samples";

describe("The name of a role", () => {
  const place = {
    estate: { ...estate, environment: "production" as const },
    account,
    region: "eu-central-1",
  };
  const roleName = (name: string): string =>
    `social-commerce-production-eu-central-1-${rolePurpose(place, name)}`;

  test("is the service's own while it fits", () => {
    expect(rolePurpose(place, "a".repeat(24))).toBe("a".repeat(24));
    expect(roleName("a".repeat(24))).toHaveLength(64);
  });

  test("is cut where it does not, and differs where the services do", () => {
    const [one, other] = [`${"a".repeat(30)}-b`, `${"a".repeat(30)}-c`];
    expect(roleName(one)).toHaveLength(64);
    expect(roleName(one)).not.toBe(roleName(other));
    expect(rolePurpose(place, one)).toMatch(/^a{17}-[0-9a-f]{6}$/u);
  });
});

test("A message is hidden for longer than its handling takes", () => {
  expect(hiddenSeconds({ handlingSeconds: 30 })).toBe(60);
});
