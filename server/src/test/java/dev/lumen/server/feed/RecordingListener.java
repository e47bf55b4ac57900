package dev.lumen.server.feed;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what the feed tells, for tests that wait for it. */
final class RecordingListener implements FeedListener {
  final BlockingQueue<Transaction> transactions = new LinkedBlockingQueue<>();
  final BlockingQueue<String> news = new LinkedBlockingQueue<>();

  @Override
  public void onTransaction(Transaction transaction) {
    transactions.add(transaction);
  }

  @Override
  public void onDisconnected() {
    news.add("disconnected");
  }

  @Override
  public void onReconnected() {
    news.add("reconnected");
  }

  Transaction next() throws InterruptedException {
    Transaction transaction = transactions.poll(30, TimeUnit.SECONDS);
    if (transaction == null) {
      throw new AssertionError("No transaction arrived within 30 seconds");
    }
    return transaction;
  }

  String nextNews() throws InterruptedException {
    String told = news.poll(30, TimeUnit.SECONDS);
    if (told == null) {
      throw new AssertionError("No news of the connection arrived within 30 seconds");
    }
    return told;
  }
}
