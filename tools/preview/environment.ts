/** What would let the outside in: another engine's settings, credentials, a cluster, a proxy before localhost. */
const withheld = /^(PULUMI_|AWS_|KUBECONFIG$|(HTTP|HTTPS|GRPC|ALL)_PROXY$)/i;

/** The environment of the program and of the policy pack: this process's own, without {@link withheld} names. */
export function offlineEnvironment(
  own: NodeJS.ProcessEnv,
  added: Readonly<Record<string, string>>,
): NodeJS.ProcessEnv {
  const kept = Object.entries(own).filter(([name]) => !withheld.test(name));
  return { ...Object.fromEntries(kept), ...added };
}
