package io.github.imagejdiffusion.formats.zarr.codec;

/** No compression. */
final class Stored implements Codec {

    @Override
    public byte[] decode(byte[] stored, int size) throws CodecException {
        if (stored.length != size) {
            throw CodecException.sizeIs(stored.length, size);
        }
        return stored;
    }

    @Override
    public int mostExpansion() {
        return 1;
    }
}
