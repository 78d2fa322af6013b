/** Header by which a caller inside the cluster names the colour that it wants. */
export const previewHeader = "x-release-preview";
