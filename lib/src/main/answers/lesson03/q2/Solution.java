String value(ConcurrentMap<String, String> cache, String key, Loader loader) {
    return cache.computeIfAbsent(key, loader::load);   // check and act in one
}
