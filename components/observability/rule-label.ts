/** The label by which a region's Prometheus finds the rules and monitors that are meant for it. */
export const ruleLabel = { prometheus: "platform" };
