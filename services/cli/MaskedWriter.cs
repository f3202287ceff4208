using System.Text;
using Rampart.Hosting;

namespace Rampart.Cli;

/// <summary>Masks secrets in all that is written. What is written in one call must hold a secret whole, or not at all.</summary>
sealed class MaskedWriter(TextWriter inner, Func<SecretMask> mask) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => inner.Write(value);

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(string? value) => inner.Write(value is null ? null : mask().Apply(value));

    // In one piece, so that lines of several writers do not mix.
    public override void WriteLine(string? value) => Write(value + inner.NewLine);

    public override void Flush() => inner.Flush();
}
