import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse, stringify } from "yaml";

import { stageFolder } from "./tools";

interface Stage {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly selector: { readonly matchExpressions: readonly unknown[] } };
}

/** A pod with an image of this word in its name is never ready, as one whose image cannot be pulled. */
const brokenWord = "broken";
const someBroken = `self.spec.containers.exists(c, c.image.contains('${brokenWord}'))`;

/** What kwok does with nodes and pods: its project's own stages, and one for images that cannot be pulled. */
export function stages(): string {
  const folder = stageFolder();
  const given = readdirSync(folder).map((file) => parse(readFileSync(join(folder, file), "utf8")) as Stage);
  if (!given.some(isPodReady)) throw new RangeError(`no stage pod-ready in ${folder}`);
  const all = [
    ...given.map((stage) => (isPodReady(stage) ? where(stage, `!${someBroken}`) : stage)),
    imageBroken,
  ];
  return all.map((stage) => stringify(stage)).join("---\n");
}

const isPodReady = ({ metadata }: Stage): boolean => metadata.name === "pod-ready";

function where(stage: Stage, expression: string): Stage {
  const matchExpressions = [...stage.spec.selector.matchExpressions, { cel: { expression } }];
  return { ...stage, spec: { ...stage.spec, selector: { matchExpressions } } };
}

/** A kubelet gives such a pod its address and says why it waits. */
const imageBroken = {
  apiVersion: "kwok.x-k8s.io/v1alpha1",
  kind: "Stage",
  metadata: { name: "pod-image-broken" },
  spec: {
    resourceRef: { apiGroup: "v1", kind: "Pod" },
    selector: {
      matchExpressions: [
        { key: ".metadata.deletionTimestamp", operator: "DoesNotExist" },
        { key: ".status.podIP", operator: "DoesNotExist" },
        { cel: { expression: someBroken } },
      ],
    },
    next: {
      statusTemplate: `
{{ $now := Now }}
phase: Pending
startTime: {{ $now | Quote }}
conditions:
- { type: Initialized, status: "True", lastTransitionTime: {{ $now | Quote }} }
- { type: Ready, status: "False", reason: ContainersNotReady, lastTransitionTime: {{ $now | Quote }} }
- { type: ContainersReady, status: "False", reason: ContainersNotReady, lastTransitionTime: {{ $now | Quote }} }
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: ""
  ready: false
  restartCount: 0
  state: { waiting: { reason: ImagePullBackOff } }
{{ end }}
{{ $podIPs := PodIPsWith .spec.nodeName false ( or .metadata.uid "" ) ( or .metadata.name "" ) ( or .metadata.namespace "" ) }}
{{ with $podIPs }}
podIP: {{ index . 0 | Quote }}
podIPs:
{{ range . }}
- ip: {{ . | Quote }}
{{ end }}
{{ end }}
`,
    },
  },
};
