/** What contracts name things by, for scripts that lie outside this package and have no library of their own. */
import { encodeAbiParameters, keccak256, parseEther, stringToHex, toFunctionSelector } from "viem";

/** Text of at most 32 characters as a word, padded behind. */
export const bytes32 = (text) => stringToHex(text, { size: 32 });

/** The hash of text. */
export const hash = (text) => keccak256(stringToHex(text));

/** The first four bytes of a call, from the function's entry in an ABI. */
export const selector = (entry) => toFunctionSelector(entry);

/** A decimal number as text in units of 1e-18. */
export const e18 = (decimal) => parseEther(decimal);

/** The hash of values as a contract encodes them, by the names of their types. */
export const abiHash = (types, values) => keccak256(encodeAbiParameters(types.map((type) => ({ type })), values));
