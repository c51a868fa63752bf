/** A page's search parameters as Next hands them over. */
export type RawParams = Readonly<Record<string, string | string[] | undefined>>;

/** A page's search parameters, one value each; the empty string and undefined both mean "not set". */
export type Params = Readonly<Record<string, string | undefined>>;

/** Those of the parameters that have these names, one value each: the first. */
export function plainParams(raw: RawParams, names: readonly string[]): Params {
  return Object.fromEntries(names.map((name) => [name, [raw[name]].flat()[0]]));
}

/** Where in a list one is; any change of filter or sort starts from the top again. */
const POSITION = ['after', 'before'];

/**
 * The link to the same list with some parameters changed: null, undefined or '' takes one away. Parameters come in
 * alphabetical order, so that one view has one address.
 */
export function hrefWith(
  path: string,
  params: Params,
  changes: Readonly<Record<string, string | null | undefined>>,
) {
  const kept = Object.entries(params).filter(([name]) => !(name in changes) && !POSITION.includes(name));
  const set = [...kept, ...Object.entries(changes)].filter((entry): entry is [string, string] => !!entry[1]);
  set.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const query = new URLSearchParams(set).toString();
  return query ? `${path}?${query}` : path;
}
