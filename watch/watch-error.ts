/** What keeps the watch from seeing, or from acting, in words for whoever runs the update. */
export class WatchError extends Error {
  /** Fixed, because a minified build renames classes. */
  public override readonly name = "WatchError";
}
