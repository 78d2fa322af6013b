import { AccountPublicAccess } from "../../../components/security/account-public-access";
import { Platform } from "../../../components/platform";
import { record } from "../../support/recorder";
import { account, platformOf } from "../../support/samples";
import { Tree } from "../../support/tree";

const block = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";

// Seconds on an idle machine, several times that on one that is busy with other tests.
jest.setTimeout(60_000);

describe("An account", () => {
  test("has no bucket that can be made public, by whichever of the four ways", async () => {
    const tree = new Tree(await record(() => new AccountPublicAccess("account-public-access", { account })));
    expect(tree.one(block).inputs).toEqual({
      accountId: account.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(tree.outputsOf(tree.one("platform:security:AccountPublicAccess"))).toEqual({
      summary: "no bucket of account 111122223333 can be made public",
    });
  });

  test("is told so once, by what belongs to no region, also where there is no DNS", async () => {
    const { dns: _, ...silent } = platformOf("staging");
    const tree = new Tree(await record(() => new Platform("platform", silent)));
    expect(tree.providerOf(tree.one(block))?.name).toBe("global-aws");
    expect(tree.one(block).inputs.accountId).toBe(silent.account?.id);
  });

  test("is left alone where nothing is made in it", async () => {
    const local = platformOf("local");
    const tree = new Tree(await record(() => new Platform("platform", { ...local, account })));
    expect(tree.all.filter(({ type, name }) => type === block || name === "global-aws")).toEqual([]);
  });
});
