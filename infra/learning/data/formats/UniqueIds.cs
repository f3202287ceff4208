namespace Rampart.Learning.Data;

/// <summary>Keeps a dataset from naming two things alike.</summary>
/// <param name="what">What the ids name, for errors.</param>
internal sealed class UniqueIds<T>(string what)
    where T : notnull
{
    private readonly Dictionary<T, string> _places = [];

    /// <summary>Takes an id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="where">File and line.</param>
    /// <exception cref="DataException">It was there before; the message names both places.</exception>
    public T Add(T id, string where) => _places.TryAdd(id, where)
        ? id
        : throw new DataException($"{what} {id} stands there twice, first at {_places[id]}", where, "keep one of the two");
}
