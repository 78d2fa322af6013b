import { colours } from "../config/model";
import type { Guard } from "./guard";

/** Both colours work with the database as it is. */
export const schemaRange: Guard = {
  code: "REL-08",
  refuses:
    "A database schema that one of the colours cannot work with: requests, or a way back, would meet an image that cannot read the data.",
  remedy:
    "Expand before the release; contract only when no colour runs an image that needs the old form: first put another image on the idle colour.",
  asked: ["file", "route"],
  judge: ({ path, databaseSchema, colours: facts }) =>
    colours
      .filter((colour) => facts[colour].declared)
      .flatMap((colour) => {
        const { schema, version } = facts[colour];
        if (schema === undefined) {
          if (databaseSchema === undefined) return [];
          return [
            {
              path: `${path}.${colour}.schema`,
              found: "nothing, while release.databaseSchema is declared",
              allowed: "the versions of the schema that the image can work with",
              remedy: `add for example { min: ${databaseSchema}, max: ${databaseSchema} }`,
            },
          ];
        }
        const { min, max } = schema;
        if (databaseSchema !== undefined && min <= databaseSchema && databaseSchema <= max) return [];
        return [
          {
            path: `${path}.databaseSchema`,
            found: `${databaseSchema ?? "nothing"}, while ${colour} (${version}) works with ${min} to ${max}`,
            allowed:
              min <= max ? `${min} to ${max}, for ${colour}` : "a range whose min is not above its max",
            remedy:
              databaseSchema === undefined
                ? "write the present version of the database's schema"
                : `bring the schema into the range, or put another image on ${colour} first`,
          },
        ];
      }),
};

/** Both colours at their largest have connections enough. */
export const connectionLimit: Guard = {
  code: "REL-09",
  refuses:
    "More connections than the database has when both colours are at their ceiling, as they are in the middle of a release under load.",
  remedy: "Lower connectionsPerReplica or scaling.max, or give the service more connections.",
  asked: ["file", "route"],
  judge: ({ connections: { path, perReplica, limit, replicas } }) => {
    if (perReplica === undefined && limit === undefined) return [];
    const [declared, missing] =
      perReplica === undefined
        ? ["connectionLimit", "connectionsPerReplica"]
        : ["connectionsPerReplica", "connectionLimit"];
    if (perReplica === undefined || limit === undefined)
      return [
        {
          path: `${path}.${missing}`,
          found: `nothing, while ${declared} is declared`,
          allowed: "both or neither",
          remedy: `add ${missing}, or remove ${declared}`,
        },
      ];
    const needed = perReplica * replicas * colours.length;
    if (needed <= limit) return [];
    return [
      {
        path: `${path}.connectionLimit`,
        found: `${limit}, while both colours open up to ${needed} (${perReplica} × ${replicas} replicas × ${colours.length})`,
        allowed: `${needed} or more`,
        remedy: "lower connectionsPerReplica or scaling.max, or raise the limit of the database",
      },
    ];
  },
};
