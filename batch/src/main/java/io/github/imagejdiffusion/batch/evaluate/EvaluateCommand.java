package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.ExitCodes;
import io.github.imagejdiffusion.batch.Failure;
import io.github.imagejdiffusion.batch.Notices;
import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.formats.FormatsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code imagej-diffusion evaluate}: scores predictions against truths.
 *
 * <p>Exit codes: 0 all pairs scored, 1 a prediction is missing or a file could not be used or written, 2 wrong usage.
 * Every fault is one line on stderr.
 */
@Command(
        name = "evaluate",
        sortOptions = false,
        description = "Scores label images, or restored images, against truths.",
        footer = {
            "",
            "--metric segmentation",
            "Truth <stem>.* pairs with <stem>_labels.tif, or with <stem>_segmentation.ome.zarr and the labels",
            "and maps in it; a missing prediction scores zero.",
            "dice, iou and boundary_f judge the foreground: its pixels, and its outline within 2 pixels;",
            "the other qualities judge objects.",
            "With <stem>_probability.tif beside it, calibration is measured within 8 pixels of edges: ece and",
            "brier image by image, ece_pooled over the pixels of all images, where their errors may cancel;",
            "with <stem>_uncertainty.tif, _spread.tif or the columns uncertainty and spread of _objects.csv,",
            "whether they point at poor objects: auroc_uncertainty and auroc_spread (means of these maps),",
            "auroc_object and auroc_object_spread (those columns) say how often, of a poor object (IoU below",
            "0.5) and a good one, the poor one is less certain; 0.5 is chance.",
            "",
            "--metric image",
            "Truth <stem>.* pairs with <stem>_restored.tif or <stem>_superres.tif (or .ome.zarr), or with",
            "<stem>.tif in a folder without those; both are in the same units. A pair that cannot be compared",
            "has no scores.",
            "psnr and ssim use the range; si_psnr is the psnr after the best gain and offset (least squares);",
            "ssim has a Gaussian window, 11 pixels wide, sigma 1.5; nrmse is relative to the norm of the",
            "truth; bias_percent is the error of the mean; frc_px and frc_um are the resolution, in pixels",
            "and micrometres, at which the Fourier ring correlation falls below 1/7; 2 pixels is the limit.",
            "A score without any error is inf. The table says which range was used.",
            "",
            "Stacks, and channels of images, are scored plane by plane; with --volumes, for segmentations made",
            "with --link-z, pixels of one label are one object in whatever slices of a frame they are.",
            "",
            "Exit codes: 0 all done, 1 some images could not be scored, 2 wrong usage."
        })
public final class EvaluateCommand implements Callable<Integer> {

    private static final String SEGMENTATION = SegmentationEvaluation.METRIC;
    private static final String IMAGE = ImageEvaluation.METRIC;
    private static final String AVAILABLE = SEGMENTATION + " or " + IMAGE;

    private final MapReader reader;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--truth",
            required = true,
            paramLabel = "DIR",
            description = "folder of true label images (0 is background), or of clean images")
    private Path truth;

    @Option(
            names = "--prediction",
            required = true,
            paramLabel = "DIR",
            description = "folder of predictions, as segment, restore and superres write them")
    private Path prediction;

    @Option(names = "--metric", required = true, paramLabel = "METRIC", description = "what to measure: " + AVAILABLE)
    private String metric;

    @Option(
            names = "--range",
            paramLabel = "R",
            description =
                    "image: the data range of psnr and ssim; without it, 255 for 8-bit truths without a calibration"
                            + " function and max - min of the truth for others")
    private Double range;

    @Option(
            names = "--volumes",
            description = "segmentation: objects go through the slices of a stack; without boundary_f and what maps"
                    + " and tables tell")
    private boolean volumes;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "also write per-image scores to FILE.csv or FILE.json; both if FILE has neither ending")
    private Path report;

    /** The command as users have it: files are read by the formats module. */
    public EvaluateCommand() {
        this(new FormatsMapReader());
    }

    /** @param reader opens the image files */
    public EvaluateCommand(MapReader reader) {
        this.reader = reader;
    }

    @Override
    public Integer call() {
        requireKnownMetric();
        requireFittingOptions();
        requireTwoFolders();
        return evaluate(report == null ? List.of() : ReportFiles.of(report));
    }

    private void requireKnownMetric() {
        if (!metric.equals(SEGMENTATION) && !metric.equals(IMAGE)) {
            throw new UsageException("--metric " + metric + " is unknown; available: " + AVAILABLE);
        }
    }

    private void requireFittingOptions() {
        if (range != null && !metric.equals(IMAGE)) {
            throw new UsageException("--range goes with --metric " + IMAGE + "; leave it out");
        }
        if (volumes && !metric.equals(SEGMENTATION)) {
            throw new UsageException("--volumes goes with --metric " + SEGMENTATION + "; leave it out");
        }
        // Its square must be a number, too.
        if (range != null && !(range >= Float.MIN_NORMAL && range <= Float.MAX_VALUE)) {
            throw new UsageException(
                    "--range must be a positive number that pixels can have, 1.2e-38 to 3.4e38, but is " + range);
        }
    }

    private void requireTwoFolders() {
        try {
            if (Files.exists(truth) && Files.exists(prediction) && Files.isSameFile(truth, prediction)) {
                throw new UsageException(
                        "--truth and --prediction are both " + truth + "; put truths and predictions into two folders");
            }
        } catch (IOException e) {
            throw new UsageException("cannot compare " + truth + " with " + prediction + ": " + Failure.reason(e));
        }
    }

    private int evaluate(List<Path> reports) {
        Report result = metric.equals(IMAGE)
                ? ImageEvaluation.of(
                        truth, prediction, reader, range == null ? OptionalDouble.empty() : OptionalDouble.of(range))
                : SegmentationEvaluation.of(truth, prediction, reader, volumes);
        Notices notices = new Notices(spec.commandLine().getErr());
        result.problems().forEach(notices::say);
        PrintWriter out = spec.commandLine().getOut();
        out.print(ReportTable.of(result));
        boolean written = true;
        for (Path file : reports) {
            written &= write(file, result, out, notices);
        }
        out.flush();
        return written && result.problems().isEmpty() ? ExitCodes.ALL_DONE : ExitCodes.SOME_FAILED;
    }

    private static boolean write(Path file, Report result, PrintWriter out, Notices notices) {
        try {
            ReportFiles.write(file, result);
            out.println("written: " + file);
            return true;
        } catch (FormatsException e) {
            notices.say("--report " + e.getMessage());
            return false;
        }
    }
}
