package io.github.imagejdiffusion.diffusion.noise;

/**
 * Logarithm, sine and cosine of FDLIBM 5.3 for the few arguments that Box-Muller has: the bits of {@link StrictMath},
 * which is specified by the same algorithms, in about half the time: Java 17 calls native code for each value and reduces
 * the angle anew for sine and for cosine. Branches that random arguments would take at random are written as selections.
 *
 * <p>FDLIBM: Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided that this
 * notice is preserved.
 */
final class FdLibm {

    private static final double LN2_HI = 6.93147180369123816490e-01;
    private static final double LN2_LO = 1.90821492927058770002e-10;
    private static final double LG1 = 6.666666666666735130e-01;
    private static final double LG2 = 3.999999999940941908e-01;
    private static final double LG3 = 2.857142874366239149e-01;
    private static final double LG4 = 2.222219843214978396e-01;
    private static final double LG5 = 1.818357216161805012e-01;
    private static final double LG6 = 1.531383769920937332e-01;
    private static final double LG7 = 1.479819860511658591e-01;

    private static final double INV_PIO2 = 6.36619772367581382433e-01;
    private static final double PIO2_1 = 1.57079632673412561417e+00;
    private static final double PIO2_1T = 6.07710050650619224932e-11;
    private static final double PIO2_2 = 6.07710050630396597660e-11;
    private static final double PIO2_2T = 2.02226624879595063154e-21;
    private static final double PIO2_3 = 2.02226624871116645580e-21;
    private static final double PIO2_3T = 8.47842766036889956997e-32;

    private static final double S1 = -1.66666666666666324348e-01;
    private static final double S2 = 8.33333333332248946124e-03;
    private static final double S3 = -1.98412698298579493134e-04;
    private static final double S4 = 2.75573137070700676789e-06;
    private static final double S5 = -2.50507602534068634195e-08;
    private static final double S6 = 1.58969099521155010221e-10;

    private static final double C1 = 4.16666666666666019037e-02;
    private static final double C2 = -1.38888888888741095749e-03;
    private static final double C3 = 2.48015872894767294178e-05;
    private static final double C4 = -2.75573143513906633035e-07;
    private static final double C5 = 2.08757232129817482790e-09;
    private static final double C6 = -1.13596475577881948265e-11;

    private FdLibm() {}

    private static int high(double x) {
        return (int) (Double.doubleToRawLongBits(x) >>> 32);
    }

    /** ln x for normal x in (0,1). */
    static double log(double x) {
        int hx = high(x);
        int k = (hx >> 20) - 1023;
        hx &= 0x000fffff;
        int i = hx + 0x95f64 & 0x100000;
        long low = Double.doubleToRawLongBits(x) & 0xffffffffL;
        double f = Double.longBitsToDouble((long) (hx | i ^ 0x3ff00000) << 32 | low) - 1.0;
        k += i >> 20;
        if ((0x000fffff & 2 + hx) < 3) {
            if (f == 0) {
                return k * LN2_HI + k * LN2_LO;
            }
            double r = f * f * (0.5 - 0.33333333333333333 * f);
            return k * LN2_HI - (r - k * LN2_LO - f);
        }
        double s = f / (2.0 + f);
        double z = s * s;
        double w = z * z;
        double t1 = w * (LG2 + w * (LG4 + w * LG6));
        double t2 = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7)));
        double r = t2 + t1;
        double half = 0.5 * f * f;
        double far = half - (s * (half + r) + k * LN2_LO);
        double near = s * (f - r) - k * LN2_LO;
        return k * LN2_HI - (select((hx - 0x6147a | 0x6b851 - hx) > 0, far, near) - f);
    }

    /**
     * Cosine and sine at once: the angle is reduced only once.
     *
     * @param x angle within (0, 2 pi)
     * @param to receives the cosine, then the sine
     */
    static void cosineAndSine(double x, double[] to) {
        int ix = high(x);
        int n = ix <= 0x3fe921fb ? 0 : (int) (x * INV_PIO2 + 0.5);
        double r = x - n * PIO2_1;
        double w = n * PIO2_1T;
        double y = r - w;
        if (isNearMultiple(ix) && exponent(ix) - exponent(high(y)) > 16) {
            double t = r;
            w = n * PIO2_2;
            r = t - w;
            w = n * PIO2_2T - (t - r - w);
            y = r - w;
            if (exponent(ix) - exponent(high(y)) > 49) {
                t = r;
                w = n * PIO2_3;
                r = t - w;
                w = n * PIO2_3T - (t - r - w);
                y = r - w;
            }
        }
        double tail = r - y - w;
        long sine = Double.doubleToRawLongBits(sine(y, tail, n != 0));
        long cosine = Double.doubleToRawLongBits(cosine(y, tail));
        boolean even = (n & 1) == 0;
        to[0] = Double.longBitsToDouble((even ? cosine : sine) ^ (long) (n + 1 & 2) << 62);
        to[1] = Double.longBitsToDouble((even ? sine : cosine) ^ (long) (n & 2) << 62);
    }

    /** High words of pi / 2, pi, 3 pi / 2 and 2 pi: there the subtraction cancels. */
    private static boolean isNearMultiple(int ix) {
        return ix == 0x3ff921fb || ix == 0x400921fb || ix == 0x4012d97c || ix == 0x401921fb;
    }

    private static int exponent(int high) {
        return high >> 20 & 0x7ff;
    }

    private static double sine(double x, double y, boolean reduced) {
        if ((high(x) & 0x7fffffff) < 0x3e400000) {
            return x;
        }
        double z = x * x;
        double v = z * x;
        double r = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)));
        return select(reduced, x - (z * (0.5 * y - v * r) - y - v * S1), x + v * (S1 + z * r));
    }

    private static double cosine(double x, double y) {
        int ix = high(x) & 0x7fffffff;
        if (ix < 0x3e400000) {
            return 1;
        }
        double z = x * x;
        double r = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))));
        int middle = ix > 0x3fe90000 ? 0x3fd20000 : ix - 0x00200000;
        double qx = Double.longBitsToDouble((long) (ix < 0x3fd33333 ? 0 : middle) << 32);
        return 1 - qx - (0.5 * z - qx - (z * r - x * y));
    }

    /** Without a jump: of doubles, Java's compiler makes one of every selection. */
    private static double select(boolean first, double a, double b) {
        return Double.longBitsToDouble(first ? Double.doubleToRawLongBits(a) : Double.doubleToRawLongBits(b));
    }
}
