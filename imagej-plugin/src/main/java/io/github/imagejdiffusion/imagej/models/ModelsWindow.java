package io.github.imagejdiffusion.imagej.models;

import io.github.imagejdiffusion.diffusion.model.ModelListing;
import io.github.imagejdiffusion.imagej.ImageJModels;
import io.github.imagejdiffusion.imagej.Problems;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.FlowLayout;
import java.util.List;
import java.util.concurrent.ExecutionException;
import javax.swing.BorderFactory;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.ListSelectionModel;
import javax.swing.SwingWorker;

/** The models on the left, the card of the chosen one on the right, the folder for more below. */
final class ModelsWindow {

    private final JFrame frame = new JFrame("Diffusion: models");
    private final DefaultListModel<ModelRow> rows = new DefaultListModel<>();
    private final JList<ModelRow> list = new JList<>(rows);
    private final CardPane card = new CardPane();

    private ModelsWindow() {
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.addListSelectionListener(event -> showChosen());
        JSplitPane split =
                new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, new JScrollPane(list), new JScrollPane(card.component()));
        split.setDividerLocation(220);
        split.setPreferredSize(new Dimension(960, 640));
        frame.add(split, BorderLayout.CENTER);
        frame.add(footer(), BorderLayout.SOUTH);
        frame.setDefaultCloseOperation(JFrame.DISPOSE_ON_CLOSE);
    }

    /** Opens a window; returns at once. */
    static void open(List<ModelListing> listings) {
        EventQueue.invokeLater(() -> {
            ModelsWindow window = new ModelsWindow();
            window.show(listings);
            window.frame.pack();
            window.frame.setLocationRelativeTo(null);
            window.frame.setVisible(true);
        });
    }

    private JPanel footer() {
        JButton folder = new JButton("Open that folder");
        folder.addActionListener(event -> ModelsFolder.open());
        folder.setEnabled(ImageJModels.folder().isPresent());
        JButton again = new JButton("Look again");
        again.addActionListener(event -> new Look().execute());
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.RIGHT));
        buttons.add(folder);
        buttons.add(again);
        JPanel footer = new JPanel(new BorderLayout());
        footer.setBorder(BorderFactory.createEmptyBorder(4, 8, 4, 8));
        footer.add(new JLabel(ModelText.whereMoreGo()), BorderLayout.CENTER);
        footer.add(buttons, BorderLayout.EAST);
        return footer;
    }

    private void show(List<ModelListing> listings) {
        rows.clear();
        listings.forEach(listing -> rows.addElement(new ModelRow(listing)));
        int usable = 0;
        while (usable < listings.size() && listings.get(usable).model().isEmpty()) {
            usable++;
        }
        list.setSelectedIndex(usable < listings.size() ? usable : 0);
    }

    /** Reads the packages in the background: the networks of a large one take a while to check. */
    private final class Look extends SwingWorker<List<ModelListing>, Void> {

        @Override
        protected List<ModelListing> doInBackground() {
            return ImageJModels.repository().list();
        }

        @Override
        protected void done() {
            try {
                show(get());
            } catch (ExecutionException e) {
                Problems.tell("Models", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void showChosen() {
        ModelRow row = list.getSelectedValue();
        if (row != null) {
            card.show(row.listing());
        }
    }

    private record ModelRow(ModelListing listing) {

        @Override
        public String toString() {
            return listing.name() + (listing.problem().isPresent() ? " (cannot be used)" : "");
        }
    }
}
