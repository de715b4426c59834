import { artifactsBeside } from "../../chain/origin/artifacts.mjs";
import { feedAnswer } from "../../chain/origin/prices.mjs";

const artifacts = artifactsBeside(import.meta.url);
const compiled = (version, name) => artifacts.read("@chainlink/contracts", `abi/${version}/${name}.json`);

const NO_ADDRESS = "0x0000000000000000000000000000000000000000";
const DECIMALS = 8;
const ROUND_TIMEOUT_SECONDS = 1800;
const SMALLEST_ANSWER = 1n;
const LARGEST_ANSWER = 10n ** 15n;

/**
 * Two data feeds, each a proxy in front of an aggregator that three submitters feed. Only the median of
 * all three is an answer: a round with a submission missing stays open.
 *
 * @returns the feeds, each with `address` of its proxy and `submit(price)` for a whole round
 */
export async function deploy({ chain, accounts, price }) {
  const link = await chain.deploy(accounts.owner, compiled("v0.4", "LinkToken"), { name: "chainlink.link" });
  return {
    ethUsd: await deployFeed({ chain, accounts, link, key: "ethUsd", description: "ETH / USD", price }),
    usdcUsd: await deployFeed({ chain, accounts, link, key: "usdcUsd", description: "USDC / USD", price: 1 }),
  };
}

async function deployFeed({ chain, accounts, link, key, description, price }) {
  const { owner, submitters } = accounts;
  const aggregator = await chain.deploy(owner, compiled("v0.6", "AccessControlledAggregator"), {
    args: [
      link.address,
      0n,
      ROUND_TIMEOUT_SECONDS,
      NO_ADDRESS,
      SMALLEST_ANSWER,
      LARGEST_ANSWER,
      DECIMALS,
      description,
    ],
    name: `chainlink.${key}Aggregator`,
  });
  await aggregator.send(owner, "changeOracles", [], submitters, submitters, submitters.length, submitters.length, 0);
  const proxy = await chain.deploy(owner, compiled("v0.6", "EACAggregatorProxy"), {
    args: [aggregator.address, NO_ADDRESS],
    name: `chainlink.${key}`,
  });
  // The aggregator answers only those on its list; the proxy answers everybody.
  await aggregator.send(owner, "addAccess", proxy.address);

  const submit = async (answer) => {
    const round = (await aggregator.read("latestRound")) + 1n;
    for (const submitter of submitters) {
      await aggregator.send(submitter, "submit", round, feedAnswer(answer));
    }
  };
  await submit(price);
  return { address: proxy.address, submit };
}
