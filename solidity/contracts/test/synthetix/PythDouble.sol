// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title A double of Pyth's price contract, for the test chain only
/// @notice Believes whoever publishes; otherwise as strict as the real one is towards its readers: a fee for each
/// update, an older price never replaces a newer one, and a price that is too old is not given.
contract PythDouble {
    struct Price {
        int64 price;
        uint64 conf;
        int32 expo;
        uint256 publishTime;
    }

    /// wei for each update
    uint256 public constant FEE = 1;

    mapping(bytes32 feed => Price) private _prices;

    error InsufficientFee();
    error PriceFeedNotFound();
    error StalePrice();

    /// @param updateData each abi.encode(feed, price, expo, publishTime), what a signed message would carry
    function updatePriceFeeds(bytes[] calldata updateData) external payable {
        require(msg.value >= getUpdateFee(updateData), InsufficientFee());
        for (uint256 i = 0; i < updateData.length; ++i) {
            (bytes32 feed, int64 price, int32 expo, uint256 publishTime) = abi.decode(
                updateData[i],
                (bytes32, int64, int32, uint256)
            );
            if (publishTime > _prices[feed].publishTime) _prices[feed] = Price(price, 0, expo, publishTime);
        }
    }

    function getPriceNoOlderThan(bytes32 feed, uint256 age) external view returns (Price memory price) {
        price = getPriceUnsafe(feed);
        uint256 apart =
            block.timestamp > price.publishTime
                ? block.timestamp - price.publishTime
                : price.publishTime - block.timestamp;
        require(apart <= age, StalePrice());
    }

    function getPriceUnsafe(bytes32 feed) public view returns (Price memory price) {
        price = _prices[feed];
        require(price.publishTime != 0, PriceFeedNotFound());
    }

    function getUpdateFee(bytes[] calldata updateData) public pure returns (uint256) {
        return FEE * updateData.length;
    }
}
