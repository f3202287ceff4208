using System.Text;

namespace Rampart.Learning.Tokenization;

/// <summary>The printable character that stands for each byte in a byte-level vocabulary (Radford et al. 2019): printable Latin-1
/// characters stand for themselves, the others take code points from 256 on.</summary>
internal static class ByteAlphabet
{
    private static readonly char[] Characters = MakeCharacters();
    private static readonly Dictionary<char, byte> Bytes =
        Characters.Select((character, value) => (character, value)).ToDictionary(pair => pair.character, pair => (byte)pair.value);

    /// <summary>All 256 symbols, in the order of their code points.</summary>
    public static IEnumerable<string> Symbols => Characters.Order().Select(character => character.ToString());

    public static char Symbol(byte value) => Characters[value];

    /// <summary>The UTF-8 bytes of a text, as symbols.</summary>
    public static string ToSymbols(string text) =>
        string.Create(Encoding.UTF8.GetByteCount(text), text, static (symbols, source) =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(source);
            for (int i = 0; i < bytes.Length; i++)
            {
                symbols[i] = Characters[bytes[i]];
            }
        });

    /// <summary>The bytes behind a token, or null when it holds a character that stands for no byte.</summary>
    public static byte[]? ToBytes(string token)
    {
        var bytes = new byte[token.Length];
        for (int i = 0; i < token.Length; i++)
        {
            if (!Bytes.TryGetValue(token[i], out bytes[i]))
            {
                return null;
            }
        }

        return bytes;
    }

    private static char[] MakeCharacters()
    {
        var characters = new char[256];
        int next = 256;
        for (int value = 0; value < 256; value++)
        {
            bool printable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            characters[value] = (char)(printable ? value : next++);
        }

        return characters;
    }
}
