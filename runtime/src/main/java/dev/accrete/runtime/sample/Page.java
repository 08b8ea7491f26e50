package dev.accrete.runtime.sample;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the shop or its blog.
 *
 * @param page page_url, page_title
 * @param asReferrer the URL as page_referrer of the next view
 * @param address page_urlhost, page_urlpath
 * @param documents doc_width, doc_height on each type of device, in the order of {@link Device}
 * @param heights doc_height in the same order, in pixels
 */
record Page(Cells page, Cells asReferrer, Cells address, List<Cells> documents, int[] heights) {
  private static final int PRODUCTS = 120;
  private static final int ARTICLES = 30;
  private static final String[] GOODS = {
    "Kettle", "Teapot, blue", "Cup \"Ada\"", "Überwurf", "Lampe à huile", "Stool", "Shelf", "茶",
  };

  /** All pages; the first ones are visited most. */
  static List<Page> all() {
    List<Page> pages = new ArrayList<>();
    String shop = "shop.example.com";
    pages.add(of(shop, "/", "Home", 2400));
    pages.add(of(shop, "/basket", "Basket", 900));
    pages.add(of(shop, "/search", "", 1800));
    pages.add(of(shop, "/pricing", "Pricing, plans & \"Pro\"", 3100));
    pages.add(of(shop, "/checkout", null, 1100));
    pages.add(of(shop, "/account", "Your account", 1000));
    for (int i = 1; i <= PRODUCTS; i++) {
      String title = GOODS[i % GOODS.length] + " no. " + i;
      pages.add(of(shop, "/products/" + i, title, 1600 + 37 * i));
    }
    for (int i = 1; i <= ARTICLES; i++) {
      pages.add(of("blog.example.com", "/article-" + i, "Article " + i, 4000 + 211 * i));
    }
    return List.copyOf(pages);
  }

  private static Page of(String host, String path, @Nullable String title, int height) {
    String url = "https://" + host + path;
    List<Cells> documents = new ArrayList<>();
    int[] heights = new int[Device.WIDTHS.length];
    for (int type = 0; type < heights.length; type++) {
      int width = Device.WIDTHS[type];
      heights[type] = height * 1440 / width;
      documents.add(Cells.of(Integer.toString(width), Integer.toString(heights[type])));
    }
    return new Page(
        Cells.of(url, title), Cells.of(url), Cells.of(host, path), List.copyOf(documents), heights);
  }

  int height(int deviceType) {
    return heights[deviceType];
  }
}
