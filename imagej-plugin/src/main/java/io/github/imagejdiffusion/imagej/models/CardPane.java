package io.github.imagejdiffusion.imagej.models;

import ij.IJ;
import ij.plugin.BrowserLauncher;
import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.model.ModelListing;
import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import java.io.IOException;
import javax.swing.JComponent;
import javax.swing.JEditorPane;
import javax.swing.event.HyperlinkEvent;
import javax.swing.text.html.HTMLDocument;
import javax.swing.text.html.HTMLEditorKit;

/** Facts and card of one model, with the pictures of its package; text can be copied. */
final class CardPane {

    /** So that a card can be read without moving it sideways. */
    private static final int WIDEST = 660;

    private final HTMLEditorKit kit = new HTMLEditorKit();
    private final JEditorPane pane = new JEditorPane();

    CardPane() {
        pane.setEditorKit(kit);
        pane.setEditable(false);
        pane.addHyperlinkListener(CardPane::follow);
    }

    JComponent component() {
        return pane;
    }

    void show(ModelListing listing) {
        HTMLDocument document = (HTMLDocument) kit.createDefaultDocument();
        // Otherwise a missing picture leaves the rest of the card unread for as long as it loads.
        document.setAsynchronousLoadPriority(-1);
        try {
            if (listing.model().isPresent()) {
                document.setBase(PackagePictures.base(listing.model().get()));
            }
        } catch (IOException e) {
            IJ.log("Models: pictures of " + listing.name() + " cannot be shown: " + e.getMessage());
        }
        pane.setDocument(document);
        pane.setText("<html><body style=\"font-family: sans-serif; margin: 8px\">" + html(listing) + "</body></html>");
        pane.setCaretPosition(0);
    }

    private static String html(ModelListing listing) {
        StringBuilder markdown = new StringBuilder();
        ModelText.lines(listing).stream()
                .skip(1)
                .forEach(line -> markdown.append("- ").append(line.strip()).append('\n'));
        listing.model().ifPresent(model -> markdown.append('\n').append(card(model)));
        return CardHtml.of(markdown.toString(), path -> listing.model()
                .map(model -> PackagePictures.width(model, path, WIDEST))
                .orElse(WIDEST));
    }

    private static String card(ModelPackage model) {
        try {
            return model.documentation().orElse("The package has no model card.");
        } catch (DiffusionException e) {
            return "The model card cannot be read: " + e.getMessage();
        }
    }

    private static void follow(HyperlinkEvent event) {
        if (event.getEventType() == HyperlinkEvent.EventType.ACTIVATED && event.getURL() != null) {
            try {
                BrowserLauncher.openURL(event.getURL().toString());
            } catch (IOException e) {
                IJ.error("Models", "No browser can be opened for " + event.getURL());
            }
        }
    }
}
