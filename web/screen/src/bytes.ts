// Bytes as WebCrypto takes them.

export type Bytes = Uint8Array<ArrayBuffer>;

/** The bytes of a text, in UTF-8. */
export const utf8 = (text: string): Bytes => Uint8Array.from(new TextEncoder().encode(text));

export function joined(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Bytes of a base64 text with padding, as the server writes them. */
export const fromBase64 = (text: string): Bytes => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

/** A whole number in two bytes, the high one first (I2OSP of RFC 8017). */
export const twoBytes = (number: number): Bytes => Uint8Array.of(number >> 8, number & 0xff);
