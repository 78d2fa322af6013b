import { Platform } from "./components/platform";
import { loadConfig } from "./config";

const platform = new Platform("platform", loadConfig());

/** Host name of the API for users. */
export const apiHostname = platform.apiHostname;
