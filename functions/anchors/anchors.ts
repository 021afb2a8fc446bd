/**
 * A place for anchors that the application can add to and can't rewrite. Names sort by time; what lies there
 * under a name stays as it is.
 */
export type AnchorPlace = {
  /** Adds an anchor; false where one of that name lies there already, which stays as it is. */
  add(code: string, name: string, file: string): Promise<boolean>
  /** The names of a municipality's anchors, oldest first. */
  list(code: string): Promise<string[]>
  read(code: string, name: string): Promise<string>
}

/** An anchor's name: its instant, as file systems take it. */
export function anchorName(at: string): string {
  return `${at.replaceAll(/[:.]/g, '-')}.anchor`
}
