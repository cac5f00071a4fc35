package io.github.imagejdiffusion.imagej.segment.dialog;

import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.imagej.Problems;
import io.github.imagejdiffusion.imagej.segment.SegmentAction;
import java.awt.EventQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Does one thing at a time with a model, on a thread of its own; the model stays loaded in between. A new task, or
 * {@link #cancel()}, ends the current one within one network call. Used by the event thread; a closed one is silent.
 */
final class BackgroundModel implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "Diffusion preview");
        worker.setDaemon(true);
        return worker;
    });
    private volatile Object newest;

    private DiffusionModel open;
    private ModelPackage ofOpen;
    private DeviceChoice deviceOfOpen;

    /** What is done with the model. */
    @FunctionalInterface
    interface Task<T> {
        T run(DiffusionModel model, ProgressListener progress);
    }

    /** Told on the event thread, unless the task was cancelled meanwhile. */
    interface Outcome<T> {
        /** @param percent 0..100 */
        void progressed(int percent);

        void done(T result);

        /** @param message in a person's words */
        void failed(String message);
    }

    /** Cancels what is going on, and starts. */
    <T> void run(ModelPackage model, DeviceChoice device, Task<T> task, Outcome<T> outcome) {
        Object ticket = new Object();
        newest = ticket;
        thread.execute(() -> work(ticket, model, device, task, outcome));
    }

    /** Ends what is going on; its outcome is not told. */
    void cancel() {
        newest = null;
    }

    private <T> void work(Object ticket, ModelPackage model, DeviceChoice device, Task<T> task, Outcome<T> outcome) {
        try {
            requireNewest(ticket);
            T result = task.run(model(model, device), (done, total) -> {
                requireNewest(ticket);
                tell(ticket, () -> outcome.progressed(total == 0 ? 100 : (int) (100 * done / total)));
            });
            tell(ticket, () -> outcome.done(result));
        } catch (CancellationException e) {
            // The person has moved on: what replaces this task speaks for itself.
            return;
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            String message = Problems.explain(SegmentAction.COMMAND, e);
            tell(ticket, () -> outcome.failed(message));
        }
    }

    private void requireNewest(Object ticket) {
        if (newest != ticket) {
            throw new CancellationException("replaced by a newer task");
        }
    }

    private void tell(Object ticket, Runnable news) {
        EventQueue.invokeLater(() -> {
            if (newest == ticket) {
                news.run();
            }
        });
    }

    private DiffusionModel model(ModelPackage model, DeviceChoice device) {
        if (model != ofOpen || !device.equals(deviceOfOpen)) {
            closeModel();
            open = DiffusionModel.open(model, device);
            ofOpen = model;
            deviceOfOpen = device;
        }
        return open;
    }

    private void closeModel() {
        if (open != null) {
            open.close();
            open = null;
            ofOpen = null;
        }
    }

    /** Cancels, and frees the model when the current network call has ended; does not wait for that. */
    @Override
    public void close() {
        cancel();
        thread.execute(this::closeModel);
        thread.shutdown();
    }
}
