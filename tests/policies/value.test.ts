import { Value } from "../../policies/lib/value";
import { proxied, unknown } from "./support/fixture";

const document = {
  name: "a",
  size: 3,
  gone: null,
  secret: unknown,
  list: ["x", unknown, { y: 1 }],
  deep: { secret: unknown, known: true },
};

describe("a value behind the SDK's proxy", () => {
  const value = proxied(document);

  it("knows what is known, beside an unknown", () => {
    expect(value.at("deep", "known")).toMatchObject({ state: "known", content: true, path: "deep.known" });
    expect(value.at("list", 2, "y")).toMatchObject({ state: "known", content: 1, path: "list[2].y" });
  });

  it("tells an unknown from something that nobody set, and reads on from both", () => {
    expect(value.at("secret")).toMatchObject({ state: "unknown", content: undefined, present: true });
    expect(value.at("secret", "below")).toMatchObject({ state: "unknown", path: "secret.below" });
    expect(value.at("missing", "below")).toMatchObject({ state: "absent", present: false });
    expect(value.at("gone").state).toBe("absent");
    expect(value.at("name", "length").state).toBe("absent");
  });

  it("does not take an inherited property for one that was set", () => {
    expect(value.at("constructor").state).toBe("absent");
    expect(value.at("list", "length").state).toBe("known");
  });

  it("lists elements, and one unknown for a list that is not known", () => {
    expect(
      value
        .at("list")
        .items()
        .map(({ state }) => state),
    ).toEqual(["known", "unknown", "known"]);
    expect(
      value
        .at("secret")
        .items()
        .map(({ state }) => state),
    ).toEqual(["unknown"]);
    expect(value.at("missing").items()).toEqual([]);
    expect(
      value
        .at("deep")
        .items()
        .map(({ path }) => path),
    ).toEqual(["deep"]);
  });

  it("names the keys of an object whose content is unknown", () => {
    expect(value.at("deep").keys()).toEqual(["secret", "known"]);
    expect(value.at("list").keys()).toEqual([]);
    expect(value.at("secret").keys()).toEqual([]);
  });

  it("shows itself without touching an unknown", () => {
    expect(value.at("name").show()).toBe('"a"');
    expect(value.at("list").show()).toBe('["x", ?, an object]');
    expect(value.at("secret").show()).toBe("not known before the update");
    expect(value.at("missing").show()).toBe("not set");
    expect(Value.of("a".repeat(118)).show()).toBe(`"${"a".repeat(118)}"`);
    expect(Value.of("a".repeat(119)).show()).toBe(`"${"a".repeat(119)}…`);
  });

  it("hides the content of a container, which may be unknown in part", () => {
    expect(typeof value.at("deep").content).toBe("symbol");
    expect(typeof value.at("list").content).toBe("symbol");
  });

  it("prefers a value that is set, known or not, to the other", () => {
    expect(value.at("secret").or(value.at("name")).state).toBe("unknown");
    expect(value.at("missing").or(value.at("name")).content).toBe("a");
  });

  it("lets other errors through", () => {
    const trap = new Proxy(
      { a: 1 },
      {
        get: () => {
          throw new TypeError("not ours");
        },
      },
    );
    expect(() => Value.of(trap).at("a")).toThrow("not ours");
  });
});
