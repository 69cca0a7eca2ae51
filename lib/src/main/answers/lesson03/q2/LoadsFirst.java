String value(ConcurrentMap<String, String> cache, String key, Loader loader) {
    var loaded = loader.load(key);                     // kept only if it was the first
    var kept = cache.putIfAbsent(key, loaded);
    return kept == null ? loaded : kept;
}
