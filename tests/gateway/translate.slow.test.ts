import { estateName } from "../../components/lib/estate";
import { clusterPattern } from "../../components/observability/proxy-metrics";
import { limits, retries } from "../../components/routing/limits";
import { lifecycle } from "../../components/service/lifecycle";
import { accessClasses, colours } from "../../config/model";
import { planOf } from "../support/plans";
import { platformOf } from "../support/samples";
import { describeWith } from "../support/tools";
import { translate, type ProxyRoute, type Translation } from "./translate";

describeWith("egctl", "Envoy Gateway's translator", (egctl) => {
  describe.each(["production", "staging", "local"])("of the stack %s", (stack) => {
    const config = platformOf(stack);
    const namespace = estateName(config);
    const regions = config.regions.map(({ name }) => name);
    const translations = new Map<string, Translation>();
    beforeAll(async () => {
      const plan = await planOf(stack);
      for (const region of regions) translations.set(region, translate(egctl, plan, region));
    }, 240_000);

    const of = (region: string): Translation => translations.get(region)!;
    const isUsers = ({ name }: ProxyRoute): boolean =>
      name.startsWith("httproute/") && !/^httproute\/[^/]+\/[^/]+\.preview\//u.test(name);

    it.each(regions)("takes every object of %s, and overrides none", (region) => {
      expect(of(region).complaints).toEqual([]);
    });

    it.each(regions)(
      "gives each colour in %s clusters of its own, under the names that objectives read",
      (region) => {
        for (const { name, access } of config.services) {
          const rules = accessClasses.filter((kind) => access[kind].length > 0).length;
          for (const colour of colours) {
            const pattern = new RegExp(`^(?:${clusterPattern(namespace, name, colour)})$`, "u");
            const own = of(region).clusters.filter((cluster) => pattern.test(cluster));
            expect([name, colour, own.length]).toEqual([name, colour, rules]);
          }
          const both = new RegExp(`^(?:${clusterPattern(namespace, name)})$`, "u");
          expect(of(region).clusters.filter((cluster) => both.test(cluster))).toHaveLength(rules * 2);
        }
      },
    );

    it.each(regions)("splits every rule of users in %s alike, and bounds and limits each", (region) => {
      const routes = of(region).routes.filter(isUsers);
      const paths = config.services.flatMap(({ access }) => accessClasses.flatMap((kind) => access[kind]));
      // Under three host names each.
      expect(routes).toHaveLength(paths.length * 3);
      for (const { route, typedPerFilterConfig } of routes) {
        expect(route!.weightedClusters!.clusters.map(({ weight }) => weight)).toEqual([60, 40]);
        expect(route!.timeout).toBe(`${lifecycle.longestRequestSeconds}s`);
        expect(route!.retryPolicy).toMatchObject({
          numRetries: retries,
          perTryTimeout: `${limits.trySeconds}s`,
        });
        expect(typedPerFilterConfig).toHaveProperty(["envoy.filters.http.local_ratelimit"]);
      }
    });

    it.each(regions)(
      "asks in %s for a token on every path that is not public, and for a scope where it is admins'",
      (region) => {
        for (const { access } of config.services)
          for (const kind of accessClasses)
            for (const path of access[kind]) {
              const own = of(region).routes.filter(({ match }) => match.pathSeparatedPrefix === path);
              // Three host names, and two colours by the preview header.
              expect(own).toHaveLength(5);
              for (const { typedPerFilterConfig = {} } of own)
                expect([
                  path,
                  "envoy.filters.http.jwt_authn" in typedPerFilterConfig,
                  "envoy.filters.http.rbac" in typedPerFilterConfig,
                ]).toEqual([path, kind !== "public", kind === "admin"]);
            }
      },
    );

    it.each(regions)("lets the preview header of %s choose a colour inside alone, uncounted", (region) => {
      const previews = of(region).routes.filter((one) => one.name.includes(".preview/"));
      expect(previews.length).toBeGreaterThanOrEqual(config.services.length * 2);
      for (const { domains, match, route } of previews) {
        expect(domains).toEqual([`api.internal.${config.domain}`]);
        expect(match.headers!.map(({ name }) => name)).toEqual(["x-release-preview"]);
        const [cluster, ...others] = route!.weightedClusters?.clusters.map(({ name }) => name) ?? [
          route!.cluster!,
        ];
        expect(others).toEqual([]);
        for (const { name } of config.services)
          expect(cluster).not.toMatch(new RegExp(`^(?:${clusterPattern(namespace, name)})$`, "u"));
      }
    });

    it.each(regions)(
      "has the longest path come first in %s, and the preview before the users' of the same path",
      (region) => {
        const inside = of(region).routes.filter(({ domains }) => domains[0]?.startsWith("api.internal."));
        const lengths = inside.map(({ match }) => match.pathSeparatedPrefix!.length);
        expect(lengths).toEqual([...lengths].sort((left, right) => right - left));
        for (const path of new Set(inside.map(({ match }) => match.pathSeparatedPrefix))) {
          const own = inside.filter(({ match }) => match.pathSeparatedPrefix === path).map(isUsers);
          expect(own).toEqual([false, false, true]);
        }
      },
    );
  });
});
