namespace Rampart.Learning.Data;

/// <summary>A file or record of a dataset is not what it claims to be.</summary>
/// <param name="what">What is wrong.</param>
/// <param name="where">The file, with the byte or line.</param>
/// <param name="fix">What to do about it.</param>
/// <param name="inner">The cause, if any.</param>
public sealed class DataException(string what, string where, string fix, Exception? inner = null)
    : Exception($"{where}: {what}; {fix}", inner)
{
    /// <summary>What is wrong.</summary>
    public string What { get; } = what;

    /// <summary>The file, with the byte or line.</summary>
    public string Where { get; } = where;

    /// <summary>What to do about it.</summary>
    public string Fix { get; } = fix;
}
