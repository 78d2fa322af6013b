import { exitWith } from "../../../tools/preview/exits";

describe("a process exits", () => {
  const { exitCode } = process;
  const printed = jest.spyOn(console, "error").mockImplementation();

  // What signals do is seen from outside: processes.test.ts.
  beforeEach(() => {
    jest.spyOn(process, "once").mockReturnThis();
  });
  afterEach(() => {
    process.exitCode = exitCode;
    printed.mockClear();
  });
  afterAll(() => {
    jest.restoreAllMocks();
  });

  it.each([0, 1, 2])("with the code of its command: %i", async (code) => {
    exitWith(() => Promise.resolve(code));
    await new Promise(setImmediate);
    expect(process.exitCode).toBe(code);
    expect(printed).not.toHaveBeenCalled();
  });

  it("with 3 where its command fails itself, and prints why", async () => {
    const why = new Error("unforeseen");
    exitWith(() => Promise.reject(why));
    await new Promise(setImmediate);
    expect(process.exitCode).toBe(3);
    expect(printed.mock.calls).toEqual([[why]]);
  });
});
