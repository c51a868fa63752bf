const SMALLEST = 16;
const FREE = -1;

/** A set of whole numbers up to 2^53 that are spread evenly, as parts of hashes are: eight bytes for each of its places, of which at most three in four are taken. */
export class NumberSet {
  #places = new Float64Array(SMALLEST).fill(FREE);
  #size = 0;

  /** Whether the number was not in it yet. */
  add(value: number): boolean {
    const place = placeOf(this.#places, value);
    if (this.#places[place] === value) return false;
    this.#places[place] = value;
    this.#size++;
    if (this.#size * 4 > this.#places.length * 3) this.#grow();
    return true;
  }

  #grow(): void {
    const wider = new Float64Array(this.#places.length * 2).fill(FREE);
    for (const value of this.#places) if (value !== FREE) wider[placeOf(wider, value)] = value;
    this.#places = wider;
  }
}

/** Where the value is, or else the free place for it: the next one from where its lowest bits point. */
function placeOf(places: Float64Array, value: number): number {
  let place = value % places.length;
  while (places[place] !== FREE && places[place] !== value) place = (place + 1) % places.length;
  return place;
}
