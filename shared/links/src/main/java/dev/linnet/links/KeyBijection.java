package dev.linnet.links;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns the numbers 0, 1, 2, … into keys of one length, so that no two numbers give the same key
 * and nobody without the secret can tell a key's neighbours.
 *
 * <p>A Feistel network over the key's digits, with modular addition and AES as its round function:
 * the structure of FF1 in NIST SP 800-38G, ten rounds. Because both halves are whole digits, every
 * result is a key; nothing has to be tried twice.
 */
public final class KeyBijection {
  public static final int MIN_LENGTH = 5;
  public static final int MAX_LENGTH = 12;

  /** No vowels, so that hardly a word can be spelled; no look-alikes 0 O 1 l I. */
  static final String ALPHABET = "23456789bcdfghjkmnpqrstvwxyzBCDFGHJKLMNPQRSTVWXYZ";

  private static final int ROUNDS = 10;
  private static final int BLOCK_BYTES = 16;

  private final int length;
  private final long leftModulus;
  private final long rightModulus;
  private final SecretKeySpec secretKey;

  /**
   * @param length characters of a key, 5 to 12
   * @param secret seeds the bijection; another secret gives other keys
   */
  public KeyBijection(int length, String secret) {
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      throw new IllegalArgumentException("A generated key has 5 to 12 characters.");
    }
    this.length = length;
    this.leftModulus = power(length / 2);
    this.rightModulus = power(length - length / 2);
    this.secretKey = new SecretKeySpec(digest(secret, length), "AES");
  }

  /** How many keys there are of this length; for the longest ones, how many can be numbered. */
  public long capacity() {
    long high = Math.multiplyHigh(leftModulus, rightModulus);
    long all = leftModulus * rightModulus;
    return high == 0 && all > 0 ? all : Long.MAX_VALUE;
  }

  /**
   * @param number from 0, less than {@link #capacity()}
   */
  public ShortKey key(long number) {
    return keys(new KeyBlock(number, 1)).getFirst();
  }

  /** The keys of a block, in the order of their numbers. */
  public List<ShortKey> keys(KeyBlock block) {
    if (block.first() + block.size() > capacity()) {
      throw new IllegalArgumentException("There are only " + capacity() + " keys of this length.");
    }
    Rounds rounds = new Rounds();
    List<ShortKey> keys = new ArrayList<>(block.size());
    for (int i = 0; i < block.size(); i++) {
      keys.add(rounds.key(block.first() + i));
    }
    return keys;
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= ALPHABET.length();
    }
    return power;
  }

  private static byte[] digest(String secret, int length) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(("linnet key bijection " + length + "\n").getBytes(StandardCharsets.UTF_8));
      return sha256.digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /** One thread's cipher and its buffers. */
  private final class Rounds {
    private final Cipher aes = aes();
    private final ByteBuffer in = ByteBuffer.allocate(BLOCK_BYTES);
    private final ByteBuffer out = ByteBuffer.allocate(BLOCK_BYTES);

    ShortKey key(long number) {
      long left = number / rightModulus;
      long right = number % rightModulus;
      for (int round = 0; round < ROUNDS; round += 2) {
        left = Math.floorMod(left + scramble(round, right, leftModulus), leftModulus);
        right = Math.floorMod(right + scramble(round + 1, left, rightModulus), rightModulus);
      }
      char[] digits = new char[length];
      write(left, digits, 0, length / 2);
      write(right, digits, length / 2, length);
      return new ShortKey(new String(digits));
    }

    private long scramble(int round, long half, long modulus) {
      in.clear().putLong(round).putLong(half).flip();
      out.clear();
      try {
        aes.update(in, out);
      } catch (ShortBufferException e) {
        throw new IllegalStateException("The buffer holds exactly one AES block.", e);
      }
      return Long.remainderUnsigned(out.getLong(0), modulus);
    }

    private void write(long value, char[] digits, int from, int to) {
      long rest = value;
      for (int i = to - 1; i >= from; i--) {
        digits[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
        rest /= ALPHABET.length();
      }
    }

    /** ECB of single, distinct blocks is AES itself: a keyed permutation. */
    private Cipher aes() {
      try {
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, secretKey);
        return cipher;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Every Java has AES.", e);
      }
    }
  }
}
