/** What is reached from some nodes of a graph, they themselves included. */
export function reachedFrom(nodes: readonly string[], next: (node: string) => Iterable<string>): ReadonlySet<string> {
  const reached = new Set(nodes);
  // What is added while it is gone through is gone through, too.
  for (const node of reached) for (const one of next(node)) reached.add(one);
  return reached;
}
