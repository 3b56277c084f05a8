"""The version of Readout: part of every recipe and manifest, so that bytes are compared only between equals."""

VERSION = "0.1.0"
