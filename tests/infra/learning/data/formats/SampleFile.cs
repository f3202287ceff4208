using System.Text;
using Rampart.Learning.Data;

namespace Rampart.Learning.Tests.Data;

/// <summary>The tiny files of the real sets' formats: harmless, and written for these tests.</summary>
internal static class SampleFile
{
    public static SourceBytes Read(string name) => new(name, File.ReadAllBytes(Path.Combine("data/formats/samples", name)));

    /// <summary>The file with a piece of its text replaced.</summary>
    public static SourceBytes With(string name, string piece, string other)
    {
        string text = Encoding.UTF8.GetString(Read(name).Bytes.Span);
        Assert.Contains(piece, text);
        return new SourceBytes(name, Encoding.UTF8.GetBytes(text.Replace(piece, other)));
    }

    /// <summary>Where the error says that the file is broken.</summary>
    public static string Where(Action read)
    {
        DataException error = Assert.Throws<DataException>(read);
        Assert.NotEmpty(error.What);
        Assert.NotEmpty(error.Fix);
        return error.Where;
    }
}
