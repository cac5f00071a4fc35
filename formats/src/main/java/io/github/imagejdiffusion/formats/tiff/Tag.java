package io.github.imagejdiffusion.formats.tiff;

import io.github.imagejdiffusion.formats.Orientation;

/** Numbers of the TIFF 6.0 fields that are read here, and the values of theirs that matter. */
final class Tag {

    static final int NEW_SUBFILE_TYPE = 254;
    static final int IMAGE_WIDTH = 256;
    static final int IMAGE_LENGTH = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int FILL_ORDER = 266;
    static final int IMAGE_DESCRIPTION = 270;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = Orientation.TAG;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTE_COUNTS = 279;
    static final int X_RESOLUTION = 282;
    static final int Y_RESOLUTION = 283;
    static final int PLANAR_CONFIGURATION = 284;
    static final int T4_OPTIONS = 292;
    static final int T6_OPTIONS = 293;
    static final int RESOLUTION_UNIT = 296;
    static final int PREDICTOR = 317;
    static final int COLOR_MAP = 320;
    static final int TILE_WIDTH = 322;
    static final int TILE_LENGTH = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTE_COUNTS = 325;
    static final int SUB_DIRECTORIES = 330;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;
    static final int JPEG_TABLES = 347;
    static final int YCBCR_SUBSAMPLING = 530;
    /** Not of TIFF 6.0: planes within one page. */
    static final int IMAGE_DEPTH = 32997;

    static final int COMPRESSION_NONE = 1;
    static final int COMPRESSION_CCITT_RLE = 2;
    static final int COMPRESSION_CCITT_T4 = 3;
    static final int COMPRESSION_CCITT_T6 = 4;
    static final int COMPRESSION_LZW = 5;
    static final int COMPRESSION_JPEG = 7;
    static final int COMPRESSION_DEFLATE = 8;
    static final int COMPRESSION_DEFLATE_OLD = 32946;
    static final int COMPRESSION_PACKBITS = 32773;
    static final int COMPRESSION_ZSTD = 50000;

    static final int PHOTOMETRIC_WHITE_IS_ZERO = 0;
    static final int PHOTOMETRIC_BLACK_IS_ZERO = 1;
    static final int PHOTOMETRIC_RGB = 2;
    static final int PHOTOMETRIC_PALETTE = 3;
    static final int PHOTOMETRIC_YCBCR = 6;

    static final int FORMAT_UNSIGNED = 1;
    static final int FORMAT_SIGNED = 2;
    static final int FORMAT_FLOAT = 3;

    private Tag() {}
}
