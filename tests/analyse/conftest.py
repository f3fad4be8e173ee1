import pytest
from tokenizers import Tokenizer

from onrecord.analyse.network import Network
from onrecord.analyse.pipeline import Analyser


@pytest.fixture(scope="session")
def network() -> Network:
    return Network("default", threads=2)


@pytest.fixture(scope="session")
def tokenizer(network: Network) -> Tokenizer:
    return network.tokenizer


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    return Analyser(threads=2)
