import { constants } from 'node:zlib';

import { PNG } from 'pngjs';

import { drawableCharacters, glyphHeightPx, glyphOf, textWidthPx } from './bitmap-font.ts';

/** Red, green and blue, 0 to 255 each. */
export type Rgb = readonly [number, number, number];

/** A colour from hue in degrees, saturation and lightness in 0 to 1. */
export function hsl(hue: number, saturation: number, lightness: number): Rgb {
  const channel = (offset: number): number => {
    const k = (offset + hue / 30) % 12;
    const reach = saturation * Math.min(lightness, 1 - lightness);
    return Math.round(255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}

/** An opaque picture to draw on. Coordinates are pixels from the top left; what lies outside is cut off. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  /** Three bytes a pixel: red, green, blue. */
  readonly rgb: Buffer;

  constructor(width: number, height: number, background: Rgb) {
    this.width = width;
    this.height = height;
    this.rgb = Buffer.alloc(width * height * 3);
    this.rect(0, 0, width, height, background);
  }

  rect(x: number, y: number, width: number, height: number, colour: Rgb): void {
    const left = Math.max(0, Math.round(x));
    const right = Math.min(this.width, Math.round(x + width));
    const bottom = Math.min(this.height, Math.round(y + height));
    if (right <= left) return;
    const pixel = Uint8Array.of(...colour.map(Math.round));
    for (let row = Math.max(0, Math.round(y)); row < bottom; row += 1) {
      this.rgb.fill(pixel, (row * this.width + left) * 3, (row * this.width + right) * 3);
    }
  }

  /** A rectangle with round corners of smooth edge. */
  roundRect(x: number, y: number, width: number, height: number, radius: number, colour: Rgb): void {
    const left = Math.round(x);
    const top = Math.round(y);
    const right = Math.round(x + width);
    const bottom = Math.round(y + height);
    const r = Math.min(radius, (right - left) / 2, (bottom - top) / 2);
    const corner = Math.ceil(r);
    this.rect(left + corner, top, right - left - 2 * corner, bottom - top, colour);
    this.rect(left, top + corner, right - left, bottom - top - 2 * corner, colour);
    for (let row = 0; row < corner; row += 1) {
      for (let column = 0; column < corner; column += 1) {
        // Distance from the pixel's middle to that of the circle which rounds the corner.
        const coverage = r + 0.5 - Math.hypot(r - column - 0.5, r - row - 0.5);
        if (coverage <= 0) continue;
        this.#blend(left + column, top + row, colour, coverage);
        this.#blend(right - 1 - column, top + row, colour, coverage);
        this.#blend(left + column, bottom - 1 - row, colour, coverage);
        this.#blend(right - 1 - column, bottom - 1 - row, colour, coverage);
      }
    }
  }

  circle(x: number, y: number, radius: number, colour: Rgb): void {
    this.roundRect(x - radius, y - radius, radius * 2, radius * 2, radius, colour);
  }

  /** Draws one line of text with its top left corner at x, y, each dot `scale` pixels wide. */
  text(x: number, y: number, text: string | readonly string[], colour: Rgb, scale = 1): void {
    let left = x;
    for (const character of typeof text === 'string' ? drawableCharacters(text) : text) {
      const glyph = glyphOf(character);
      for (const [column, bits] of glyph.entries()) {
        for (let row = 0; row < glyphHeightPx; row += 1) {
          if (((bits >> row) & 1) === 1)
            this.rect(left + column * scale, y + row * scale, scale, scale, colour);
        }
      }
      left += (glyph.length + 1) * scale;
    }
  }

  textCentred(middle: number, y: number, text: string, colour: Rgb, scale = 1): void {
    const characters = drawableCharacters(text);
    this.text(Math.round(middle - textWidthPx(characters, scale) / 2), y, characters, colour, scale);
  }

  /** The same picture in another, smaller size; each new pixel is the mean of those it replaces. */
  shrunkTo(width: number, height: number): Canvas {
    const small = new Canvas(width, height, [0, 0, 0]);
    for (let row = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1)
        small.#set(column, row, this.#mean(column, row, small));
    }
    return small;
  }

  toPng(): Buffer {
    const png = new PNG({ width: this.width, height: this.height });
    png.data = this.rgb;
    // Plain areas pack best without a filter and with the search for repeats that the library turns off.
    return PNG.sync.write(png, {
      colorType: 2,
      inputColorType: 2,
      inputHasAlpha: false,
      filterType: 0,
      deflateStrategy: constants.Z_DEFAULT_STRATEGY,
    });
  }

  #mean(column: number, row: number, small: Canvas): Rgb {
    const left = Math.floor((column * this.width) / small.width);
    const right = Math.max(left + 1, Math.floor(((column + 1) * this.width) / small.width));
    const top = Math.floor((row * this.height) / small.height);
    const bottom = Math.max(top + 1, Math.floor(((row + 1) * this.height) / small.height));
    const sums: [number, number, number] = [0, 0, 0];
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) {
        const at = (y * this.width + x) * 3;
        sums[0] += this.rgb[at] ?? 0;
        sums[1] += this.rgb[at + 1] ?? 0;
        sums[2] += this.rgb[at + 2] ?? 0;
      }
    }
    const count = (right - left) * (bottom - top);
    return [sums[0] / count, sums[1] / count, sums[2] / count];
  }

  #blend(x: number, y: number, colour: Rgb, coverage: number): void {
    if (coverage <= 0 || x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    if (coverage >= 1) {
      this.#set(x, y, colour);
      return;
    }
    const at = (y * this.width + x) * 3;
    const mixed = (channel: 0 | 1 | 2): number =>
      (this.rgb[at + channel] ?? 0) * (1 - coverage) + colour[channel] * coverage;
    this.#set(x, y, [mixed(0), mixed(1), mixed(2)]);
  }

  #set(x: number, y: number, [red, green, blue]: Rgb): void {
    const at = (y * this.width + x) * 3;
    this.rgb[at] = red + 0.5;
    this.rgb[at + 1] = green + 0.5;
    this.rgb[at + 2] = blue + 0.5;
  }
}
