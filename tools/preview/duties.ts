const duties = new Set<() => void>();

process.on("exit", () => {
  for (const duty of duties) duty();
});

/**
 * Something that must not outlive this process: a child, a temporary file. The duty is done when the returned
 * function is called or, at the latest, when the process exits; it is synchronous and is done once.
 */
export function owe(duty: () => void): () => void {
  const settle = () => {
    if (duties.delete(settle)) duty();
  };
  duties.add(settle);
  return settle;
}
