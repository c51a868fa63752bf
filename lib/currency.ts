/**
 * ISO 4217 currencies and their minor units (number of decimals).
 * Source: ISO 4217:2015 list one, published by SIX. Intl is no source: its digits are CLDR's, which differ.
 */
const MINOR_UNITS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE ' +
    'CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD ' +
    'HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP ' +
    'MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD ' +
    'SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS ' +
    'VED VES WST XAD XCD XCG YER ZAR ZMW ZWG',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

const minorUnitsByCode = new Map<string, number>(
  Object.entries(MINOR_UNITS).flatMap(([digits, codes]) =>
    codes.split(' ').map((code): [string, number] => [code, Number(digits)]),
  ),
);

/** Every ISO 4217 code that money can be kept in, in alphabetical order. */
export const CURRENCIES: readonly string[] = [...minorUnitsByCode.keys()].sort();

/** Whether `code` is an ISO 4217 currency (three capital letters). */
export function isCurrency(code: string): boolean {
  return minorUnitsByCode.has(code);
}

/** Number of decimals of the currency: EUR 2, JPY 0, KWD 3. Throws a RangeError on a code that ISO 4217 does not have. */
export function minorUnits(code: string): number {
  const digits = minorUnitsByCode.get(code);
  if (digits === undefined) throw new RangeError(`“${code}” is not an ISO 4217 currency.`);
  return digits;
}
