import { checkStackFile } from "../../config/stack-file";
import { baseFile, edited } from "./base-file";

/** What a file is told of a store that has another name. */
function told(store: string, name: string): string[] {
  return checkStackFile(edited(baseFile, `    ${store}:\n`, `    ${name}:\n`))
    .filter(({ path }) => path === `social-commerce:stores.${name}`)
    .map(({ found }) => found);
}

describe("The name of a pair of backups", () => {
  test.each(["archive", "sessions"])("may be that of %s, which makes no bucket", (store) => {
    expect(told(store, "orders")).toEqual([]);
    expect(told(store, "backup-logs")).toEqual([]);
  });

  test("may be that of no store of objects, in whatever regions the two are", () => {
    expect(told("pictures", "orders")).toEqual(["a name that is under backups, too"]);
  });
});
