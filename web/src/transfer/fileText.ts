/** What can be done about a file whose characters cannot be told. */
export const NOT_UTF8 = "is not text in UTF-8";
export const SAVE_AS_UTF8 =
  "Save it again with the encoding UTF-8 (in Excel: “CSV UTF-8”) and choose it once more.";

/**
 * The text of a file: UTF-8, or UTF-16 where the mark at its beginning says so; null when it is in neither. Read with
 * signs of replacement it would lose letters, and nobody would be told.
 */
export async function fileText(file: Blob): Promise<string | null> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) {
    return "utf-16le";
  }
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
