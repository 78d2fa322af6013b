import { z } from "zod";

import { field } from "./field";

/** How alerts are made, whatever they are about. */
export const alertingSchema = z.strictObject({
  runbooks: field(z.string().regex(/^https:\/\/[^\s?#]+[^\s?#/]$/u), {
    description: "Address below which the pages of docs/runbooks are read; every alert links to its own.",
    allowed: "an https address without a slash at its end",
    example: "https://runbooks.shop.example.com",
  }),
  objectiveWindowDays: field(z.literal([28, 30]).default(28), {
    description: "Days over which objectives are promised; error budgets and burn rates follow from it.",
    allowed: "28, 30",
    example: 28,
  }),
  alarmMail: field(z.email().optional(), {
    description:
      "Address that the alarms of queues, buses and stores are mailed to, by each region; its owner confirms each of them once. Left out, " +
      "they are seen in CloudWatch alone, which is refused where backups are required.",
    allowed: "an address of mail",
    example: "on-call@shop.example.com",
  }),
});
