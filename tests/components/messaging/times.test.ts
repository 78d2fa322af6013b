import { hiddenSeconds } from "../../../components/messaging/times";

test("A message is hidden for longer than its handling takes", () => {
  expect(hiddenSeconds({ handlingSeconds: 30 })).toBe(60);
});
