using System.Text;

namespace Rampart.Bus.Tests.RabbitMq.Fuzz;

/// <summary>Damages bodies at random, as the seed says.</summary>
sealed class Mutations(int seed)
{
    static readonly string[] Values =
        ["null", "NaN", "-1", "1e999", "18446744073709551616", "\"\"", "\"../../x\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "{}", "[[[[[[[[[[[[1]]]]]]]]]]]]", "true", "2.5"];

    readonly Random _random = new(seed);

    /// <summary>The body with one to four changes.</summary>
    public byte[] Change(byte[] body)
    {
        byte[] changed = body;
        for (int i = _random.Next(1, 5); i > 0; i--)
        {
            changed = ChangeOnce(changed);
        }
        return changed;
    }

    byte[] ChangeOnce(byte[] body) => _random.Next(6) switch
    {
        _ when body.Length < 2 => [.. body, (byte)_random.Next(256)],
        0 => FlipBit(body),
        1 => body[.._random.Next(body.Length)],
        2 => [.. body[.._random.Next(body.Length)], .. body[_random.Next(body.Length)..]],
        3 => InsertBytes(body),
        _ => ReplaceValue(body),
    };

    byte[] FlipBit(byte[] body)
    {
        byte[] changed = [.. body];
        changed[_random.Next(body.Length)] ^= (byte)(1 << _random.Next(8));
        return changed;
    }

    byte[] InsertBytes(byte[] body)
    {
        byte[] bytes = new byte[_random.Next(1, 9)];
        _random.NextBytes(bytes);
        int at = _random.Next(body.Length);
        return [.. body[..at], .. bytes, .. body[at..]];
    }

    // What stands between a colon and the comma or brace after it becomes another value.
    byte[] ReplaceValue(byte[] body)
    {
        string text = Encoding.UTF8.GetString(body);
        int[] colons = [.. Enumerable.Range(0, text.Length).Where(i => text[i] == ':')];
        if (colons.Length == 0)
        {
            return FlipBit(body);
        }
        int begin = colons[_random.Next(colons.Length)] + 1;
        int end = text.IndexOfAny([',', '}'], begin);
        return Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, begin), Values[_random.Next(Values.Length)], text.AsSpan(end < 0 ? text.Length : end)));
    }
}
