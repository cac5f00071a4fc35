package io.github.imagejdiffusion.formats.tiff;

import javax.imageio.stream.ImageInputStreamImpl;

/**
 * An image stream over an array that can claim to be longer than it is. TwelveMonkeys refuses images that would expand
 * more than 512 times over the length of their file, which empty label images in Deflate do; {@link TiffPageReader} has
 * checked with its own, looser bound before.
 */
final class MemoryInputStream extends ImageInputStreamImpl {

    private final byte[] bytes;
    private final long claimedLength;

    MemoryInputStream(byte[] bytes, long claimedLength) {
        this.bytes = bytes;
        this.claimedLength = Math.max(bytes.length, claimedLength);
    }

    @Override
    public long length() {
        return claimedLength;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (streamPos >= bytes.length) {
            return -1;
        }
        int n = (int) Math.min(length, bytes.length - streamPos);
        System.arraycopy(bytes, (int) streamPos, target, offset, n);
        streamPos += n;
        return n;
    }
}
