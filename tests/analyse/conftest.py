import pytest
from tokenizers import Tokenizer

from onrecord.analyse.pipeline import Analyser
from onrecord.analyse.reading.network import Network


@pytest.fixture(scope="session")
def network() -> Network:
    return Network("default", threads=2)


@pytest.fixture(scope="session")
def tokenizer(network: Network) -> Tokenizer:
    return network.tokenizer


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    return Analyser(threads=2)
