/** HTML that is safe to put into a page. */
export interface Markup {
  readonly html: string;
}

type Content = string | number | Markup | readonly Content[];

/** Text becomes text, whatever is in it; what {@link html} made stays as it is. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return { html: strings.map((text, index) => `${text}${render(values[index] ?? "")}`).join("") };
}

function render(content: Content): string {
  if (typeof content === "string" || typeof content === "number") return escape(String(content));
  return "html" in content ? content.html : content.map(render).join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
